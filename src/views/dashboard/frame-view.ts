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
  }[];
};
