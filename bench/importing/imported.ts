/** The measurements of importing a number of clients, half of them to be made at Stripe, half to be linked. */
export type Imported = {
  readonly clients: number;
  readonly done: number;
  /** From the press to the last row, ms by the fake clock. */
  readonly tookMs: number;
  readonly statements: number;
  readonly mostByInvocation: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly turnedAway: number;
};
