// The Internet: every public address that the design does not own.

import { Globe } from "lucide-react";
import type { ReactNode } from "react";
import { EndButtons } from "./PathButtons.tsx";

export function InternetInspector(): ReactNode {
  return (
    <div className="inspector">
      <header className="inspector-header">
        <Globe size={20} strokeWidth={1.75} aria-hidden />
        <div className="cut">
          <h2>Internet</h2>
          <p className="muted">Every public address that the design does not own</p>
        </div>
      </header>
      <EndButtons end="Internet" />
    </div>
  );
}
