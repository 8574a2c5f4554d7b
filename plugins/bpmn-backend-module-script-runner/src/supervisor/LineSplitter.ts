import { StringDecoder } from 'node:string_decoder';

/** Makes lines of bytes as they come in; what is no text in them is replaced. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  /** @param longest - characters of a line; what is longer is more than one */
  constructor(
    private readonly longest: number,
    private readonly onLine: (line: string) => void,
  ) {}

  push(chunk: Buffer): void {
    const lines = (this.rest + this.decoder.write(chunk)).split('\n');
    this.rest = lines.pop()!;
    lines.forEach(line => this.cut(line));
    while (this.rest.length > this.longest) {
      this.onLine(this.rest.slice(0, this.longest));
      this.rest = this.rest.slice(this.longest);
    }
  }

  /** Gives what is left. */
  end(): void {
    this.rest += this.decoder.end();
    if (this.rest !== '') {
      this.cut(this.rest);
      this.rest = '';
    }
  }

  private cut(line: string): void {
    for (let at = 0; at === 0 || at < line.length; at += this.longest) {
      this.onLine(line.slice(at, at + this.longest));
    }
  }
}
