/**
 * Cloudflare's Email Service takes 5 MiB in all (https://developers.cloudflare.com/email-service/platform/limits/), and a file
 * is a third larger in a mail. What is left is for the text.
 */
const MOST_ATTACHED_BYTES = 3_600_000;

/** Whether a file can be sent along; where it can't, the mail leads to it. */
export const fitsInMail = (file: { readonly length: number }): boolean => file.length <= MOST_ATTACHED_BYTES;
