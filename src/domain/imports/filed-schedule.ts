import type { AskedSchedule } from '../schedule/asked.ts';
import type { InvoiceRow } from './read-invoice-row.ts';

/** A schedule as a file says it: whose it is, what it makes, and how far it is. */
export type FiledSchedule = {
  /** What the file knows it by: another system's id, or the id that it has or had here. */
  readonly key: string;
  readonly customer: InvoiceRow['customer'];
  readonly asked: AskedSchedule;
  readonly status: 'active' | 'paused';
  /** The period that is invoiced next; null where the file does not say. */
  readonly nextNumber: number | null;
  /** What it has that no column says; null where that is nothing. */
  readonly beyond: string | null;
  /** What whoever decides should know of it, in sentences. */
  readonly remarks: readonly string[];
  /** The next invoice as the system that it comes from has it. */
  readonly there: NextInvoice | null;
};

/** An invoice that will be made: its local day, and minor units with tax; null where that is not known. */
type NextInvoice = { readonly on: string; readonly amount: number | null };

/** What a row would make next, told before anything is made. */
export type NextOfRow = {
  readonly next: NextInvoice;
  readonly there: NextInvoice | null;
  readonly currency: string;
};

/** A sentence about a row that is not wrong. */
export type Remark = { readonly remark: string };
