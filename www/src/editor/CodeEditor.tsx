// The document as code. The editor keeps no history and no truth of its own: what is typed goes
// to the store, and what changes there comes back as the smallest change of text.

import { useEffect, useRef, type ReactNode } from "react";
import { PANEL } from "../actions/view.ts";
import { useDesigner, useStoreApi } from "../state/store.ts";
import { openEditor, type Editor } from "./editor.ts";
import "./editor.css";

export function CodeEditor(): ReactNode {
  const store = useStoreApi();
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const fileName = useDesigner((state) => state.document.fileName);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    // In a shadow tree CodeMirror adopts its style sheets, which the content security policy
    // allows; in the page itself it would add style elements, which the policy forbids.
    const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
    const opened = openEditor(store, root);
    editor.current = opened;
    return () => {
      editor.current = null;
      opened.close();
    };
  }, [store]);

  return (
    <section
      className="code"
      aria-label="Code"
      tabIndex={-1}
      onFocus={(event) => event.target === event.currentTarget && editor.current?.focus()}
      {...{ [PANEL]: "code" }}
    >
      <header className="code-header">
        <span className="cut" title={fileName}>
          {fileName}
        </span>
      </header>
      <div ref={host} className="code-host" />
    </section>
  );
}
