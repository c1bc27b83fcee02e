// The ends of the path, by name or address; for the keyboard, and for what is not on the drawing.

import { ArrowLeftRight } from "lucide-react";
import { useEffect, useId, useState, type FormEvent, type ReactNode } from "react";
import { followPath } from "../../actions/path.ts";
import { isDualStack, offeredEnds } from "../../document/ends.ts";
import type { IpVersion, Protocol, TypedQuery } from "../../engine/answers.ts";
import { useDesigner, useModel, useStoreApi } from "../../state/store.ts";
import { Button, IconButton } from "../../widgets/Button.tsx";

const IP_VERSIONS: readonly IpVersion[] = ["IPv4", "IPv6"];
const PROTOCOLS: readonly Protocol[] = ["Any", "Tcp", "Udp", "Icmp"];

export function PathForm(): ReactNode {
  const store = useStoreApi();
  const model = useModel();
  const query = useDesigner((state) => state.path?.query);
  const picked = useDesigner((state) => state.traceFrom);
  const [ends, setEnds] = useState<Ends>({ from: "", to: "", protocol: "Any", port: "", ipVersion: "" });
  const listId = useId();
  const dual = isDualStack(model);
  useEffect(() => {
    if (query !== undefined) setEnds(formOf(query));
  }, [query]);
  useEffect(() => {
    if (picked !== null) setEnds((before) => ({ ...before, from: picked, to: "" }));
  }, [picked]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { from, to, protocol, port, ipVersion } = ends;
    followPath(store, {
      from: from.trim(),
      to: to.trim(),
      protocol,
      ...(port === "" ? {} : { port: Number(port) }),
      ...(ipVersion === "" || !dual ? {} : { ipVersion }),
    });
  };
  const end = (key: "from" | "to", label: string): ReactNode => (
    <>
      <label htmlFor={`${listId}-${key}`}>{label}</label>
      <input
        id={`${listId}-${key}`}
        className="control"
        list={listId}
        required
        spellCheck={false}
        autoComplete="off"
        placeholder={key === "from" ? "vnet/subnet, firewall: fw" : "Internet, Storage, 8.8.8.8"}
        value={ends[key]}
        onChange={(event) => setEnds({ ...ends, [key]: event.target.value })}
        {...(key === "from" ? { "data-focus-first": true } : {})}
      />
    </>
  );
  return (
    <form className="path-form" onSubmit={submit}>
      {end("from", "From")}
      {end("to", "To")}
      {dual && (
        <>
          <label htmlFor={`${listId}-version`}>Over</label>
          <select
            id={`${listId}-version`}
            className="control"
            value={ends.ipVersion}
            onChange={(event) => setEnds({ ...ends, ipVersion: event.target.value as IpVersion | "" })}
          >
            <option value="">IPv4, where both ends have it</option>
            {IP_VERSIONS.map((version) => (
              <option key={version}>{version}</option>
            ))}
          </select>
        </>
      )}
      <div className="path-form-row">
        <select
          aria-label="Protocol"
          className="control"
          value={ends.protocol}
          onChange={(event) => setEnds({ ...ends, protocol: event.target.value as Protocol })}
        >
          {PROTOCOLS.map((protocol) => (
            <option key={protocol}>{protocol}</option>
          ))}
        </select>
        <input
          className="control"
          type="number"
          min={1}
          max={65535}
          aria-label="Port"
          placeholder="port"
          disabled={ends.protocol === "Any" || ends.protocol === "Icmp"}
          value={ends.port}
          onChange={(event) => setEnds({ ...ends, port: event.target.value })}
        />
        <Button type="submit" look="primary">
          Follow
        </Button>
        <IconButton
          icon={ArrowLeftRight}
          label="Swap the ends"
          onClick={() => setEnds({ ...ends, from: ends.to, to: ends.from })}
        />
      </div>
      <datalist id={listId}>
        {offeredEnds(model).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}

interface Ends {
  readonly from: string;
  readonly to: string;
  readonly protocol: Protocol;
  readonly port: string;
  /** Empty where nothing is said. */
  readonly ipVersion: IpVersion | "";
}

function formOf({ from, to, protocol, port, ipVersion }: TypedQuery): Ends {
  return { from, to, protocol: protocol ?? "Any", port: port === undefined ? "" : String(port), ipVersion: ipVersion ?? "" };
}
