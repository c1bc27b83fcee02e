// The panel at the right: the inspector of what is selected, and the path of a packet.

import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { PANEL } from "../actions/view.ts";
import type { SideTab } from "../state/state.ts";
import { useDesigner, useStoreApi } from "../state/store.ts";
import { Inspector } from "./inspector/Inspector.tsx";
import { PathPanel } from "./path/PathPanel.tsx";
import "./tabs.css";

export function Side(): ReactNode {
  const store = useStoreApi();
  const side = useDesigner((state) => state.side);
  return (
    <Tabs.Root className="tabs" value={side} onValueChange={(value) => store.setState({ side: value as SideTab })}>
      <Tabs.List className="tabs-list" aria-label="Selection">
        <Tabs.Trigger className="tab" value="inspector">
          Inspector
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="path">
          Path
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className="tab-body" value="inspector" {...{ [PANEL]: "inspector" }}>
        <Inspector />
      </Tabs.Content>
      <Tabs.Content className="tab-body" value="path" {...{ [PANEL]: "path" }}>
        <PathPanel />
      </Tabs.Content>
    </Tabs.Root>
  );
}
