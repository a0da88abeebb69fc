/** Some of the texts of a language, under their keys. */
export type Some<T> = T extends string | ((...places: never[]) => string)
  ? T
  : { readonly [K in keyof T]?: Some<T[K]> };
