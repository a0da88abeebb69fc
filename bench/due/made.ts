/** The measurements of making the invoices of schedules that are due at one instant. */
export type Made = {
  readonly schedules: number;
  readonly mailed: number;
  /** From the instant to the last mail, ms by the fake clock. */
  readonly tookMs: number;
  readonly statements: number;
  readonly mostByInvocation: number;
};
