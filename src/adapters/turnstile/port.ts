/** Asks whether a visitor's browser passed a Turnstile widget. */
export type Turnstile = {
  /** The widget's public key, for the page. */
  readonly siteKey: string;
  readonly isPassed: (answer: string, ip: string | null) => Promise<boolean>;
};
