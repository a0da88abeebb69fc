/** A cause as it is told. */
export type ToldCause = { readonly cause: string; readonly since: number; readonly says: string };

/** What an operator is told at once. The same notice, sent again, has the same id (`eml_…`). */
export type AlarmNotice = {
  readonly id: string;
  readonly at: number;
  readonly deploymentId: string;
  readonly begun: readonly ToldCause[];
  readonly lasting: readonly ToldCause[];
  readonly over: readonly ToldCause[];
};

/** What became of one attempt, as of any mail. */
export type AlarmSent =
  | { readonly kind: 'accepted'; readonly transportId?: string }
  | { readonly kind: 'refused' | 'unknown'; readonly reason: string };
