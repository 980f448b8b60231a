"""Custom actions: one file a flow, thin; decisions are in `rules`, data in `store`, sentences in `domain.yml`."""
