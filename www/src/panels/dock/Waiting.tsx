// While there is no answer: that the engine works, or that it failed and can be started again.

import { CircleAlert, LoaderCircle, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { restartEngine } from "../../actions/engine.ts";
import { useDesigner, useStoreApi } from "../../state/store.ts";
import { Button } from "../../widgets/Button.tsx";
import { Empty } from "../../widgets/Empty.tsx";

export function Waiting({ title }: { title: string }): ReactNode {
  const store = useStoreApi();
  const engine = useDesigner((state) => state.engine);
  if (engine.phase !== "failed") return <Empty icon={LoaderCircle} title={title} />;
  return (
    <Empty icon={CircleAlert} title="The engine stopped">
      <p>{engine.message}</p>
      <Button icon={RotateCw} onClick={() => void restartEngine.run(store)}>
        Start it again
      </Button>
    </Empty>
  );
}
