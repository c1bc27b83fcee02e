// A virtual network: a container with its name and address space, and a handle to peer it.

import { Handle, Position, type NodeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo, type ReactNode } from "react";
import { askFor } from "../../actions/objects.ts";
import { useStoreApi } from "../../state/store.ts";
import { KIND_ICONS } from "../../widgets/icons.ts";
import type { BoxNode } from "../flowNodes.ts";
import { boxClass, Header } from "./parts.tsx";

const Icon = KIND_ICONS.virtualNetwork;

export const NetworkNode = memo(function NetworkNode({ data, selected }: NodeProps<BoxNode>): ReactNode {
  const store = useStoreApi();
  const { box } = data;
  return (
    <div className={boxClass("network", data, selected)}>
      <Handle
        type="source"
        position={Position.Right}
        className="peer-handle"
        title="Drag to another network to peer them"
      />
      <Handle
        type="target"
        position={Position.Left}
        className="peer-handle"
        title="Drag to another network to peer them"
      />
      <Header icon={Icon} size={16} data={data} />
      {box.children.length === 0 && (
        <button type="button" className="box-add nodrag" onClick={() => askFor(store, "subnet", {}, box.id)}>
          <Plus size={14} aria-hidden /> Add a subnet
        </button>
      )}
    </div>
  );
});
