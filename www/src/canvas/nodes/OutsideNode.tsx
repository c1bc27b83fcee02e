// What is outside of networks: a site on premises, the Internet, or a group that connects networks.

import type { NodeProps } from "@xyflow/react";
import { memo, type ReactNode } from "react";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { boxClass, Leaf } from "./parts.tsx";

export const OutsideNode = memo(function OutsideNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  return (
    <div className={boxClass("outside", data, selected)}>
      <Leaf icon={KIND_ICONS[data.box.object ?? "internet"]} size={20} mono={data.box.kind === "site"} data={data} />
    </div>
  );
});
