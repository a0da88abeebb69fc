/** What autopay will do with an invoice, as planned now. Instants in ms. */
export type InvoicePlan =
  | { readonly kind: 'scheduled' | 'retrying'; readonly at: number }
  | {
      readonly kind:
        | 'soon'
        /** A notice of the charge goes out before it. */
        | 'noticed_first'
        /** Something holds it, a dispute say. */
        | 'waiting'
        | 'charging'
        | 'paused'
        | 'over_cap'
        | 'no_cap'
        | 'awaiting_choice'
        | 'not';
    };
