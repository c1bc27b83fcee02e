// Every problem that the engine finds, live; each selects its place in the drawing and in the code.
// Below them, when asked for, what the design's options suppress, with the reason.

import { ChevronRight, CircleAlert, CircleCheck, EyeOff, Info, TriangleAlert, Wrench, type LucideIcon } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
import { applyFix } from "../../actions/applyFix.ts";
import { perform } from "../../actions/edit.ts";
import { selectPlace } from "../../actions/select.ts";
import { placeName } from "../../document/model.ts";
import { bySeverity } from "../../document/problems.ts";
import type { Diagnostic, Severity } from "../../engine/answers.ts";
import { useDesigner, useModel, useStoreApi } from "../../state/store.ts";
import { Button, IconButton } from "../../widgets/Button.tsx";
import { Prose } from "../../widgets/Prose.tsx";
import { Empty } from "../../widgets/Empty.tsx";
import { Waiting } from "./Waiting.tsx";
import { useListKeys } from "../../widgets/useListKeys.ts";

const ICONS: Readonly<Record<Severity, LucideIcon>> = { error: CircleAlert, warning: TriangleAlert, info: Info };

export function Problems(): ReactNode {
  const diagnostics = useDesigner((state) => state.answer?.diagnostics);
  const sorted = useMemo(() => [...(diagnostics ?? [])].sort(bySeverity), [diagnostics]);
  const selectedPath = useDesigner((state) =>
    state.selection?.origin === "problems" ? state.selection.pointer : null,
  );
  const suppressed = useDesigner((state) => state.answer?.suppressed) ?? NONE;
  const [opened, setOpened] = useState(false);
  const onKeyDown = useListKeys();
  if (diagnostics === undefined) return <Waiting title="The design is being checked" />;
  const rows = (found: readonly Diagnostic[]): ReactNode =>
    found.map((diagnostic, index) => (
      <ProblemRow
        key={`${index} ${diagnostic.code} ${diagnostic.path}`}
        diagnostic={diagnostic}
        first={index === 0 && found === sorted}
        selected={diagnostic.path === selectedPath}
      />
    ));
  return (
    <div onKeyDown={onKeyDown}>
      {sorted.length === 0 ? (
        <Empty icon={CircleCheck} title="No problems">
          No rule finds anything wrong. Whether traffic does what it should is under Intents.
        </Empty>
      ) : (
        <ul className="rows">{rows(sorted)}</ul>
      )}
      {suppressed.length > 0 && (
        <>
          <button
            type="button"
            className="suppressed-toggle"
            data-list-item
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <ChevronRight size={14} aria-hidden className={opened ? "chevron-open" : ""} />
            {suppressed.length} suppressed
          </button>
          {opened && <ul className="rows rows-suppressed">{rows(suppressed)}</ul>}
        </>
      )}
    </div>
  );
}

const NONE: readonly Diagnostic[] = [];

function ProblemRow({
  diagnostic,
  first,
  selected,
}: {
  diagnostic: Diagnostic;
  first: boolean;
  selected: boolean;
}): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const { code, severity, message, hint, path, fix, armErrorCode, suppressed } = diagnostic;
  const Icon = ICONS[severity];
  return (
    <li className={`row ${selected ? "row-selected" : ""}`}>
      <button
        type="button"
        className="row-main problem"
        data-list-item
        {...(first ? { "data-focus-first": true } : {})}
        onClick={() => selectPlace(store, path, "problems")}
      >
        <Icon size={16} className={`tone-${severity}`} aria-label={severity} />
        <span className="problem-text">
          <span>
            <Prose text={message} />
          </span>
          {suppressed !== undefined ? (
            <span className="row-detail">Suppressed: {suppressed}</span>
          ) : (
            hint !== undefined && (
              <span className="row-detail">
                <Prose text={hint} />
              </span>
            )
          )}
        </span>
        <span className="problem-place">
          <span className="cut">{placeName(model, path)}</span>
          <span className="row-detail cut mono">
            {code}
            {armErrorCode !== undefined && ` · ${armErrorCode}`}
          </span>
        </span>
      </button>
      <span className="row-action">
        {fix !== undefined && suppressed === undefined && (
          <Button icon={Wrench} className="button-small" onClick={() => perform(store, applyFix, diagnostic)}>
            Fix
          </Button>
        )}
        {suppressed === undefined && (
          <IconButton
            icon={EyeOff}
            label={`Suppress ${code}`}
            className="icon-button-small row-suppress"
            onClick={() => store.setState({ dialog: { name: "suppress", finding: diagnostic } })}
          />
        )}
      </span>
    </li>
  );
}
