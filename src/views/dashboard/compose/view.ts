import type { TypedDraft } from '../../../domain/compose/typed-draft.ts';

export type ComposeView = {
  /** Where the form goes; the pages of the draft are below it. */
  readonly draft: string;
  readonly customer: { readonly name: string; readonly href: string };
  /** Where another customer is chosen. */
  readonly changeHref: string;
  readonly currency: string;
  readonly typed: TypedDraft;
  /** The taxes of lines that the form can't say, in words, by the place of the line of the draft. */
  readonly keptTaxes: readonly string[];
  /** What else the draft has. */
  readonly kept: readonly string[];
  /** By the name of the field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly problem: string | null;
  /** What a colleague saved meanwhile, in words. */
  readonly conflict: string | null;
  /** Label and amount; null where it can't be added up yet. */
  readonly totals: readonly (readonly [label: string, amount: string, isTotal?: true])[] | null;
  readonly seq: number;
  readonly form: string;
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: string }[];
  readonly filesHint: string;
  readonly fileProblem: string | null;
  /** Null where no files can be kept. */
  readonly mayAttach: boolean;
  readonly said: string | null;
};
