import type { SettingsWriter } from './settings-writer.ts';

export type Words = SettingsWriter['own']['bank'];
type Field = keyof Words['problem'];

/** What is wrong with the form: by field, or with the account as a whole. */
export type BankProblems = {
  readonly fields: Partial<Record<Field, string>>;
  readonly account: keyof Words['refused'] | null;
  readonly refused: keyof SettingsWriter['own']['refused'] | null;
};

export const NO_PROBLEMS: BankProblems = { fields: {}, account: null, refused: null };

/** The form as it is shown: with what was typed, but never the account number. */
export type BankForm = {
  readonly holderName: string;
  readonly holderType: string;
  readonly country: string;
  readonly currency: string;
  readonly routingNumber: string;
};

export type BankView = {
  readonly form: BankForm;
  readonly problems: BankProblems;
  /** The debit authorisation, and the proof that this text was shown. */
  readonly terms: { readonly text: string; readonly proof: string };
  /** The set-up's id, so that a form that is sent twice is handled once. */
  readonly setupId: string;
  readonly instantSetupId: string;
};
