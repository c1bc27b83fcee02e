// The page: the code at the left, the drawing with what is selected beside it, findings below.

import { ReactFlowProvider } from "@xyflow/react";
import { Tooltip } from "radix-ui";
import { lazy, Suspense, type ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { Canvas } from "./canvas/Canvas.tsx";
import { Dialogs } from "./dialogs/Dialogs.tsx";
import { Dock } from "./panels/dock/Dock.tsx";
import { NoticeView } from "./panels/Notice.tsx";
import { Side } from "./panels/Side.tsx";
import { StatusBar } from "./panels/StatusBar.tsx";
import { TopBar } from "./panels/TopBar.tsx";
import { useDesigner } from "./state/store.ts";
import "./theme/tokens.css";
import "./theme/base.css";
import "./app.css";

/** The editor is half of the page's script: the drawing need not wait for it. */
const CodeEditor = lazy(async () => ({ default: (await import("./editor/CodeEditor.tsx")).CodeEditor }));

export function App(): ReactNode {
  const codeShown = useDesigner((state) => state.codeShown);
  return (
    <Tooltip.Provider delayDuration={400}>
      <div className="app">
        <TopBar />
        <Group orientation="horizontal" className="app-body">
          {codeShown && (
            <>
              <Panel id="code" defaultSize="25%" minSize={240}>
                <Suspense fallback={<div className="code-loading">Loading the editor</div>}>
                  <CodeEditor />
                </Suspense>
              </Panel>
              <Separator className="splitter splitter-upright" />
            </>
          )}
          <Panel id="work" minSize={480}>
            <Group orientation="vertical">
              <Panel id="upper" minSize={200}>
                <Group orientation="horizontal">
                  <Panel id="canvas" minSize={280}>
                    <ReactFlowProvider>
                      <Canvas />
                    </ReactFlowProvider>
                  </Panel>
                  <Separator className="splitter splitter-upright" />
                  <Panel id="side" defaultSize="30%" minSize={240} maxSize={480}>
                    <Side />
                  </Panel>
                </Group>
              </Panel>
              <Separator className="splitter splitter-level" />
              <Panel id="dock" defaultSize="30%" minSize={96}>
                <Dock />
              </Panel>
            </Group>
          </Panel>
        </Group>
        <StatusBar />
        <Dialogs />
        <NoticeView />
      </div>
    </Tooltip.Provider>
  );
}
