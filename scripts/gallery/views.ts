/** The ways of looking at a page: width in CSS pixels, colour scheme, medium. */
export const VIEWS = {
  light: { width: 1024, scheme: 'light', media: 'screen' },
  dark: { width: 1024, scheme: 'dark', media: 'screen' },
  phone: { width: 320, scheme: 'light', media: 'screen' },
  'phone-dark': { width: 320, scheme: 'dark', media: 'screen' },
  print: { width: 672, scheme: 'light', media: 'print' },
} as const;

export type ViewName = keyof typeof VIEWS;
export const isView = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);

/** One picture that was taken: of what, how, and where it is. */
export type Picture = {
  readonly name: string;
  readonly kind: 'page' | 'mail' | 'document';
  readonly language: string;
  readonly view: ViewName | 'paper';
  readonly file: string;
};
