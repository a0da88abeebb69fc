/** How a message goes to several contacts of a customer. */
export const CONTACTS_MAIL = ['each', 'cc'] as const;

/** `each`: one for each, who see nobody else. `cc`: one for all, to the first with the others in copy. */
export type ContactsMail = (typeof CONTACTS_MAIL)[number];
