// A virtual hub: a container that Azure runs, with its firewall inside and lines to the networks that it joins.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { Anchors, boxClass, Header } from "./parts.tsx";

export const HubNode = memo(function HubNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  return (
    <div className={boxClass("network", data, selected)}>
      <Anchors />
      <Header icon={KIND_ICONS.virtualHub} size={16} data={data} />
    </div>
  );
});
