type Amount = {
  readonly writer: { amount(currency: string, minor: number): string };
  readonly currency: string;
  readonly minor: number;
};

/** An amount as the reader's language writes it. Minor units are shown through this or a writer, never as they are. */
export const Money = ({ writer, currency, minor }: Amount) => writer.amount(currency, minor);

type LocalDate = {
  readonly writer: { date(localDate: string): string };
  /** `YYYY-MM-DD`. */
  readonly on: string;
};

/** A date as the reader's language writes it. */
export const Day = ({ writer, on }: LocalDate) => writer.date(on);
