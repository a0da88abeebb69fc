/** One text of a dictionary: as a rule one form, called ''; several where a count or a value chooses among them. */
export type Message = {
  readonly kind: 'message';
  readonly name: string;
  readonly doc: string | null;
  /** The parameters of its function in their order; null where it is no function. */
  readonly parameters: readonly string[] | null;
  readonly choice: Choice | null;
  /** Texts with their places in braces: `Invoice {number} from {merchant}`. */
  readonly forms: ReadonlyMap<string, string>;
};

/** What chooses: a count among plural forms (CLDR), or whether a value is known. */
export type Choice = { readonly by: 'plural' | 'given'; readonly parameter: string };

export type Group = {
  readonly kind: 'group';
  readonly name: string;
  readonly doc: string | null;
  readonly children: readonly Node[];
};

/** Texts that stand in a file of their own. */
type Elsewhere = { readonly kind: 'elsewhere'; readonly name: string; readonly identifier: string };

export type Node = Message | Group | Elsewhere;

/** One file of a language's folder. */
export type Dictionary = {
  /** `portal-settings` */
  readonly file: string;
  /** `portalSettings` */
  readonly constant: string;
  /** `PortalSettingsWords`; null in languages that take their type from English. */
  readonly type: string | null;
  readonly doc: string | null;
  readonly imports: readonly { readonly identifier: string; readonly from: string }[];
  readonly children: readonly Node[];
};

/** Every message below, with the way to it. */
export function messagesIn(
  nodes: readonly Node[],
  way: readonly Group[] = [],
): readonly { readonly path: string; readonly message: Message; readonly way: readonly Group[] }[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case 'message':
        return [{ path: [...way, node].map(({ name }) => name).join('.'), message: node, way }];
      case 'group':
        return messagesIn(node.children, [...way, node]);
      case 'elsewhere':
        return [];
      default:
        return node satisfies never;
    }
  });
}
