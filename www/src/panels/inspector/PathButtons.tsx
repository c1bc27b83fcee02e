// Starting or ending a path at the selected object.

import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import type { ReactNode } from "react";
import { followPath } from "../../actions/path.ts";
import { endpointOf } from "../../document/ends.ts";
import type { Item } from "../../document/model.ts";
import { useDesigner, useStoreApi } from "../../state/store.ts";
import { Button } from "../../widgets/Button.tsx";

export function PathButtons({ item }: { item: Item }): ReactNode {
  const end = endpointOf(item);
  return end === null ? null : <EndButtons end={end} />;
}

export function EndButtons({ end }: { end: string }): ReactNode {
  const store = useStoreApi();
  const from = useDesigner((state) => state.traceFrom);
  return (
    <div className="path-buttons">
      <Button icon={ArrowUpFromLine} onClick={() => store.setState({ tool: "trace", traceFrom: end, side: "path" })}>
        Follow from here
      </Button>
      {from !== null && (
        <Button icon={ArrowDownToLine} onClick={() => followPath(store, { from, to: end })}>
          To here
        </Button>
      )}
    </div>
  );
}
