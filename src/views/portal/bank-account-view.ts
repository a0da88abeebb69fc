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

/** The form as it is shown: what was typed comes again, but never the account number. */
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
  /** The permission, and what proves later that this text was shown. */
  readonly terms: { readonly text: string; readonly proof: string };
  /** Names the set-up, so that a form that is sent twice is done once. */
  readonly setupId: string;
  readonly instantSetupId: string;
};
