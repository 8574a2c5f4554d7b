/** saxen ships no types; this is the part that is used. */
declare module 'saxen' {
  type Attributes = Readonly<Record<string, string>>;
  type Decode = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      listener: (
        name: string,
        attributes: () => Attributes,
        decode: Decode,
      ) => void,
    ): this;
    on(event: 'closeTag', listener: (name: string) => void): this;
    on(
      event: 'text' | 'cdata',
      listener: (text: string, decode: Decode) => void,
    ): this;
    parse(xml: string): void;
  }
}
