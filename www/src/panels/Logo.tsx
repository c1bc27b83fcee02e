// The product's mark: a route from one place to another.
import type { ReactNode } from "react";

export function Logo(): ReactNode {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="24" height="24" aria-hidden>
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M9 23V12a4 4 0 0 1 4-4h1a4 4 0 0 1 4 4v8a4 4 0 0 0 4 4" />
        <circle cx="9" cy="23" r="1.4" fill="var(--on-accent)" />
        <circle cx="23" cy="24" r="1.4" fill="var(--on-accent)" />
      </g>
    </svg>
  );
}
