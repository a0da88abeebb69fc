import type { MerchantView } from '../model.ts';
import type { InvoiceData } from './invoice-data.ts';

/** A mail as it goes to a transport. The text part says everything that the HTML says. */
export type RenderedEmail = {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Who it is from, where it must not name the merchant. */
  readonly sender?: string;
  readonly attachments?: readonly MailFile[];
};

/** A file that goes with a mail. */
export type MailFile = {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
};

/**
 * What a mail says, before it is drawn: each template makes one, and HTML and text are both drawn from it, so that
 * they cannot disagree. Every text in it is final, in the reader's language.
 */
export type Mail = {
  readonly subject: string;
  /** What the list of messages shows after the subject. */
  readonly preview: string;
  /** What this is about, above the headline. */
  readonly title: string;
  /** The largest thing in it: the amount, or where there is none, what happened. */
  readonly headline: string;
  readonly status: { readonly tone: Tone; readonly text: string };
  readonly paragraphs: readonly string[];
  /** The first is a button, the others are links. */
  readonly actions: readonly Action[];
  readonly sections: readonly Section[];
  /** The last line before the sender's details. */
  readonly closing: string;
  /** The same for programs that read mailboxes, where there is an invoice to pay. */
  readonly data?: InvoiceData;
};

/** What a colour would say; the text always says it too. */
export type Tone = 'plain' | 'good' | 'wait' | 'bad';

export type Action = { readonly label: string; readonly url: string };

export type Section =
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'items';
      readonly heading: string;
      readonly items: readonly Item[];
      /** How many items are not shown, in words; null where all are. */
      readonly more: string | null;
      readonly sums: readonly Sum[];
      /** What is said of the sums below them: by rate, and why a sale bears no tax. */
      readonly notes: readonly string[];
    }
  /** A text of the merchant's, with its line breaks. */
  | {
      readonly kind: 'written';
      readonly heading: string;
      readonly text: string;
      readonly after: string | null;
    }
  | { readonly kind: 'note'; readonly text: string };

export type Fact = { readonly label: string; readonly value: string };

/** An item with its amount; `details` are quantity, discount and taxes. */
export type Item = {
  readonly description: string;
  readonly details: readonly string[];
  readonly amount: string;
};

export type Sum = { readonly label: string; readonly value: string; readonly strong: boolean };

/** The sender, language and look of a mail: the same for every template. */
export type Stationery = {
  /** BCP 47 of the words in it. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly merchant: MerchantView;
};
