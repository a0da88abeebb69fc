/** What every page behind the sign-in shows around its own content. */
export type FrameView = {
  /** Null for a page that is about no business, such as the account. */
  readonly business: { readonly id: string; readonly name: string; readonly role: string } | null;
  readonly address: string;
  readonly csrf: string;
  /** Whether the person may choose among several businesses, or was invited to another. */
  readonly hasOthers: boolean;
  readonly nav: readonly NavGroup[];
  /** Money is not real in this deployment. */
  readonly isTest: boolean;
  /** Null for a page that stays as it is. */
  readonly live: LiveView | null;
};

/** A page that is drawn anew by itself while something is under way. */
export type LiveView = {
  /** The address of the events that say when; null where the page looks every few seconds. */
  readonly events: string | null;
  /** How often it is loaded where there is no script; null for never. */
  readonly seconds: number | null;
};

export type NavGroup = {
  /** Null for the first group, which needs no heading. */
  readonly label: string | null;
  readonly items: readonly {
    readonly href: string;
    readonly label: string;
    /** One sentence, for the first page. */
    readonly about: string;
    readonly isCurrent: boolean;
    /** The letter that leads there, after `g`; null where there is none. */
    readonly key: string | null;
  }[];
};
