// A menu below a button. It does not lock the page's scrolling, which would need inline styles.

import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { shortcutText } from "../actions/shortcuts.ts";
import "./menu.css";

export interface MenuEntry {
  readonly label: string;
  readonly detail?: string;
  readonly shortcut?: string | undefined;
  readonly icon?: ReactNode;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  run(): void;
}

export interface MenuSection {
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
}

export function Menu({
  trigger,
  sections,
  align = "start",
}: {
  trigger: ReactNode;
  sections: () => readonly MenuSection[];
  align?: "start" | "end";
}): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          <Sections sections={sections} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Worked out when the menu is open, not whenever its button is drawn. */
function Sections({ sections }: { sections: () => readonly MenuSection[] }): ReactNode {
  return sections().map((section, index) => (
    <DropdownMenu.Group key={section.title ?? index} className="menu-section">
      {section.title !== undefined && <DropdownMenu.Label className="menu-title">{section.title}</DropdownMenu.Label>}
      {section.entries.map((entry) => (
        <Entry key={entry.label} entry={entry} />
      ))}
    </DropdownMenu.Group>
  ));
}

function Entry({ entry }: { entry: MenuEntry }): ReactNode {
  const content = (
    <>
      <span className="menu-icon">{entry.checked === true ? "✓" : entry.icon}</span>
      <span className="menu-label">
        {entry.label}
        {entry.detail !== undefined && <span className="menu-detail">{entry.detail}</span>}
      </span>
      {entry.shortcut !== undefined && <span className="menu-shortcut">{shortcutText(entry.shortcut)}</span>}
    </>
  );
  const props = { className: "menu-entry", disabled: entry.disabled ?? false, onSelect: () => entry.run() };
  return entry.checked === undefined ? (
    <DropdownMenu.Item {...props}>{content}</DropdownMenu.Item>
  ) : (
    <DropdownMenu.CheckboxItem {...props} checked={entry.checked}>
      {content}
    </DropdownMenu.CheckboxItem>
  );
}
