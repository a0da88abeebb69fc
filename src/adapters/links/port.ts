/** What a link opens. Each purpose has its own keys, so a success link opens nothing but its page. */
export type LinkPurpose =
  | 'view'
  | 'pay'
  | 'success'
  | 'sign_in'
  | 'refuse'
  | 'receipt'
  | 'staff_sign_in'
  | 'invitation';

/**
 * What a verified link names, and the link's version: an invoice (`view`, `pay`), a payment (`success`, `refuse`) or a
 * mail that signs in, or a sign-in by the API (`sign_in`; its row enforces single use and expiry), a mail that signs staff in
 * (`staff_sign_in`), an `invitation`, which signs nobody in, or a `receipt`, whose version is the entry of the journal that it was
 * printed beside.
 */
export type LinkTarget = { readonly id: string; readonly version: number };

/**
 * Links with a self-authenticating token: `key id + id + version + MAC`, or for an invoice's page a short one (`short-token.ts`).
 * No part of it is stored.
 */
export interface Links {
  url(purpose: LinkPurpose, target: LinkTarget): Promise<string>;
  /** The absolute address of a page of ours that takes no token, such as `/portal`. */
  page(path: `/${string}`): string;
  /** The token's target, or null for a forged token; the MAC is checked in constant time. */
  open(purpose: LinkPurpose, token: string): Promise<LinkTarget | null>;
  /** The placeholder for a link in anything that is stored. It names the key, so that filling repeats exactly. */
  placeholder(purpose: LinkPurpose, target: LinkTarget): string;
  /** Escapes user text for something that is stored and filled, so that it never becomes a link. */
  escape(text: string): string;
  /** Replaces the placeholders of stored text by links. */
  fill(text: string): Promise<string>;
  /** Replaces our links in a text by placeholders, before it is stored. */
  hide(text: string): Promise<string>;
  /** Signs a text that a browser keeps for us. */
  seal(text: string): Promise<string>;
  /** The text that {@link seal} signed; null for anything else. */
  unseal(sealed: string): Promise<string | null>;
}
