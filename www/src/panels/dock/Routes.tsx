// The effective routes of a subnet as Azure lists them: winners, losers and why they lost, and
// what Azure does not even list.

import { CircleAlert, LoaderCircle, SquareMousePointer } from "lucide-react";
import type { ReactNode } from "react";
import { selectPlace } from "../../actions/select.ts";
import { userRoutePointer } from "../../document/userRoutes.ts";
import type { EffectiveRoute, FilteredRoute, SubnetRoutes } from "../../engine/answers.ts";
import { useDesigner, useModel, useStoreApi } from "../../state/store.ts";
import { Prose } from "../../widgets/Prose.tsx";
import { Empty } from "../../widgets/Empty.tsx";

export function Routes(): ReactNode {
  const routes = useDesigner((state) => state.routes);
  if (routes === null) {
    return (
      <Empty icon={SquareMousePointer} title="Pick a subnet">
        Its effective routes are listed here: which route wins for each prefix, and why the others lose.
      </Empty>
    );
  }
  switch (routes.answer.status) {
    case "answered":
      return <RoutesTable answer={routes.answer.value} />;
    case "refused":
      return <Empty icon={CircleAlert} title={<Prose text={routes.answer.message} />} />;
    default:
      return <Empty icon={LoaderCircle} title="Working out the routes" />;
  }
}

function RoutesTable({ answer }: { answer: SubnetRoutes }): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  return (
    <table className="routes" data-focus-first tabIndex={-1}>
      <caption className="visually-hidden">Effective routes of {answer.subnet}</caption>
      <thead>
        <tr>
          <th>State</th>
          <th>Source</th>
          <th>Prefix</th>
          <th>Next hop</th>
          <th>Address</th>
          <th>Why</th>
        </tr>
      </thead>
      <tbody>
        {answer.routes.map((route, index) => {
          const pointer = userRoutePointer(model, route);
          return (
            <tr key={index} className={route.state === "Invalid" ? "routes-lost" : ""}>
              <td>
                <span className={`state state-${route.state.toLowerCase()}`}>{route.state}</span>
              </td>
              <td>{sourceName(route.source)}</td>
              <td className="mono">{route.addressPrefix}</td>
              <td>
                {route.nextHopType}
                {route.nextHopName !== undefined && <span className="muted"> · {route.nextHopName}</span>}
              </td>
              <td className="mono">{route.nextHopIpAddress.join(", ") || "–"}</td>
              <td>
                {pointer !== null ? (
                  <button type="button" className="link" onClick={() => selectPlace(store, pointer, "panel")}>
                    {route.routeTable} / {route.name}
                  </button>
                ) : (
                  <span className="muted">{route.because ?? ""}</span>
                )}
                {pointer !== null && route.because !== undefined && <span className="muted"> · {route.because}</span>}
              </td>
            </tr>
          );
        })}
        {answer.filtered.map((route, index) => (
          <FilteredRow key={`filtered-${index}`} route={route} />
        ))}
      </tbody>
    </table>
  );
}

function FilteredRow({ route }: { route: FilteredRoute }): ReactNode {
  return (
    <tr className="routes-lost">
      <td>
        <span className="state state-filtered">Not listed</span>
      </td>
      <td>{sourceName(route.source)}</td>
      <td className="mono">{route.addressPrefix}</td>
      <td>
        {route.nextHopType}
        {route.nextHopName !== undefined && <span className="muted"> · {route.nextHopName}</span>}
      </td>
      <td className="mono">–</td>
      <td className="muted">{route.because}</td>
    </tr>
  );
}

function sourceName(source: EffectiveRoute["source"]): string {
  return source === "VirtualNetworkGateway" ? "Gateway" : source;
}
