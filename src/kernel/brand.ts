declare const brand: unique symbol

/** A value of type T that has been checked to be a `Name`; only parsers make one. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
