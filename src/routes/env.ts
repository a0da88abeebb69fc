import type { AlarmWay } from '../adapters/alarms/port.ts';
import type { Brakes } from '../adapters/brakes/port.ts';
import type { Copies } from '../adapters/copies/port.ts';
import type { EmailWebhooks } from '../adapters/email/types.ts';
import type { Turnstile } from '../adapters/turnstile/port.ts';
import type { EInvoiceSource } from '../domain/e-invoice/source.ts';
import type { HeldSecrets } from '../domain/held-secrets.ts';
import type { InvoiceView } from '../domain/invoice/view.ts';
import type { MessageSetting } from '../domain/message-view.ts';
import type { EvidenceDocument } from '../domain/payment/evidence-document.ts';
import type { ReceiptView } from '../domain/receipt/view.ts';
import type { StatementDocument } from '../domain/statement-document.ts';
import type { Context } from '../operations/core/context.ts';
import type { EventVerifier } from '../operations/inbox/receive-event.ts';

/** Documents made of an invoice; what draws them is loaded when one is asked for. */
export type Documents = {
  /** With the e-invoice inside, where it is one that a PDF holds. */
  readonly pdf: (view: InvoiceView, eInvoice: EInvoiceSource | null) => Promise<Uint8Array>;
  readonly receipt: (view: ReceiptView) => Promise<Uint8Array>;
  readonly statement: (view: StatementDocument) => Promise<Uint8Array>;
  readonly evidence: (view: EvidenceDocument) => Promise<Uint8Array>;
  readonly eInvoice: (source: EInvoiceSource) => Promise<string>;
  /** The HTML of the mail that it is sent with. */
  readonly mail: (view: InvoiceView, setting: MessageSetting) => Promise<string>;
};

/** What every route is given, by the app's first middleware. */
export type RouteEnv = {
  readonly Variables: {
    readonly ctx: Context;
    /** The other databases, for what names none: an address, a person. Empty where there is one. */
    readonly elsewhere: () => Promise<readonly Context[]>;
    readonly requestId: string;
    readonly brakes: Brakes;
    /** What pages showed, for when D1 is silent. */
    readonly copies: Copies;
    /** Null where Turnstile is not used. */
    readonly turnstile: Turnstile | null;
    readonly documents: Documents;
    readonly verifier: () => Promise<EventVerifier>;
    readonly emailWebhooks: () => Promise<EmailWebhooks>;
    /** Where a payer's browser may be sent from our form. */
    readonly checkoutOrigins: readonly string[];
    readonly appUrl: string;
    /** A `mailto:` or `https:` address for reports of weaknesses. */
    readonly securityContact: string;
    /** What opens the operator's report and lists (no key where they are closed), and what the report is made of. */
    readonly operator: {
      readonly keys: readonly string[];
      readonly databaseLimitBytes: number;
      readonly held: () => Promise<HeldSecrets>;
      /** The names of the settings, all of which were found right. */
      readonly checked: readonly string[];
      /** How the person on duty is reached. */
      readonly ways: readonly AlarmWay[];
    };
  };
};
