/** What a link opens. Each purpose has keys of its own: a success link opens nothing but its page. */
export type LinkPurpose = 'view' | 'pay' | 'success';

/** What a verified link names: an invoice (`view`, `pay`) or a payment (`success`), and the link's version. */
export type LinkTarget = { readonly id: string; readonly version: number };

/** Links whose token proves itself: `key id + id + version + MAC`. Nothing of them is stored. */
export interface Links {
  /** The absolute address. */
  url(purpose: LinkPurpose, target: LinkTarget): Promise<string>;
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
