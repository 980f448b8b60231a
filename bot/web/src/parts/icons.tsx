/** Drawn here: no icon font, no third party. */
export const Lock = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <rect x="4" y="10.5" width="16" height="10.5" rx="2.5" fill="currentColor" />
    <path d="M7.5 10.5V8a4.5 4.5 0 0 1 9 0v2.5" fill="none" stroke="currentColor" stroke-width="2.4" />
  </svg>
);

export const Phone = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path
      fill="currentColor"
      d="M6.8 3h3l1.5 4.5-2 1.7a12 12 0 0 0 5.5 5.5l1.7-2L21 14.2v3A3.5 3.5 0 0 1 17.5 21C10 20.5 3.5 14 3 6.5A3.5 3.5 0 0 1 6.8 3z"
    />
  </svg>
);

export const Tick = () => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M4 12.5l5.5 5.5L20 7" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" />
  </svg>
);
