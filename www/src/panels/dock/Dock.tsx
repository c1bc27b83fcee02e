// The panel below the drawing: problems, intents, and the effective routes of a subnet.

import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { PANEL } from "../../actions/view.ts";
import type { DockTab } from "../../state/state.ts";
import { useDesigner, useStoreApi } from "../../state/store.ts";
import { Intents } from "./Intents.tsx";
import { Problems } from "./Problems.tsx";
import { Routes } from "./Routes.tsx";
import "../tabs.css";
import "./dock.css";

export function Dock(): ReactNode {
  const store = useStoreApi();
  const dock = useDesigner((state) => state.dock);
  const answer = useDesigner((state) => state.answer);
  const subnet = useDesigner((state) => state.routes?.subnet);
  const errors = answer?.summary.errors ?? 0;
  const problems = answer?.diagnostics.length ?? 0;
  const violated = answer?.summary.violated ?? 0;
  return (
    <Tabs.Root className="tabs" value={dock} onValueChange={(value) => store.setState({ dock: value as DockTab })}>
      <Tabs.List className="tabs-list" aria-label="Findings">
        <Tabs.Trigger className="tab" value="problems">
          Problems
          <span className={`count ${errors > 0 ? "count-error" : problems > 0 ? "count-warning" : ""}`}>
            {problems}
          </span>
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="intents">
          Intents
          <span className={`count ${violated > 0 ? "count-error" : ""}`}>
            {violated > 0 ? `${violated} violated` : (answer?.verdicts.length ?? 0)}
          </span>
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="routes">
          Effective routes
          {subnet !== undefined && <span className="count count-name cut">{subnet}</span>}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className="tab-body" value="problems" {...{ [PANEL]: "problems" }}>
        <Problems />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="intents" {...{ [PANEL]: "intents" }}>
        <Intents />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="routes" {...{ [PANEL]: "routes" }}>
        <Routes />
      </Tabs.Content>
    </Tabs.Root>
  );
}
