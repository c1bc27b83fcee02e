// Buttons: with words, or with a picture and a tooltip that names it and its shortcut.

import type { LucideIcon } from "lucide-react";
import { Tooltip } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { shortcutText } from "../actions/shortcuts.ts";
import "./button.css";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly icon?: LucideIcon;
  readonly look?: "plain" | "primary" | "quiet" | "danger";
}

export function Button({ icon: Icon, look = "plain", children, className = "", ...rest }: ButtonProps): ReactNode {
  return (
    <button type="button" {...rest} className={`button button-${look} ${className}`}>
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly pressed?: boolean;
}

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  pressed,
  className = "",
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          aria-label={label}
          aria-pressed={pressed}
          {...rest}
          className={`icon-button ${className}`}
        >
          <Icon size={16} aria-hidden />
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" sideOffset={4} collisionPadding={8}>
          {label}
          {shortcut !== undefined && <kbd>{shortcutText(shortcut)}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
