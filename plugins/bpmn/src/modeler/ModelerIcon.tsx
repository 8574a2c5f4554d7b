/** A shape with a pencil's line: where processes are drawn. */
export const ModelerIcon = () => (
  <svg
    width="24"
    height="24"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    aria-hidden
  >
    <circle cx="5" cy="7" r="3" />
    <rect x="13" y="3" width="8" height="8" rx="1.5" />
    <path
      d="M8 7h5M17 11v3M6 21l1-4 8-8 3 3-8 8-4 1z"
      transform="translate(0 0)"
    />
  </svg>
);
