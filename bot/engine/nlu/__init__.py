"""Understanding: normaliser, goal classifier, entities, and the guard that ends the pipeline."""
