/** What a link opens. Each purpose has keys of its own: a success link opens nothing but its page. */
export type LinkPurpose = 'view' | 'pay' | 'success' | 'sign_in';

/**
 * What a verified link names, and the link's version: an invoice (`view`, `pay`), a payment (`success`) or a
 * sign-in that was asked for (`sign_in`; that it is used once, and in time, is its row's to say).
 */
export type LinkTarget = { readonly id: string; readonly version: number };

/** Links whose token proves itself: `key id + id + version + MAC`. Nothing of them is stored. */
export interface Links {
  /** The absolute address. */
  url(purpose: LinkPurpose, target: LinkTarget): Promise<string>;
  /** The absolute address of a page of ours that takes no token, such as `/portal`. */
  page(path: `/${string}`): string;
  /** What the token names, or null where it is forged; the MAC is checked in constant time. */
  open(purpose: LinkPurpose, token: string): Promise<LinkTarget | null>;
  /** What stands for a link in anything that is stored. Bound to the key, so that filling repeats exactly. */
  placeholder(purpose: LinkPurpose, target: LinkTarget): string;
  /** Text that somebody typed, for something that is stored and filled: it never becomes a link. */
  escape(text: string): string;
  /** Stored text with its placeholders made links again. */
  fill(text: string): Promise<string>;
  /** Text with every link of ours replaced by its placeholder, before it is stored. */
  hide(text: string): Promise<string>;
}
