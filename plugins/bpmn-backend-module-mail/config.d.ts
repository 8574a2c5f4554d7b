export interface Config {
  bpmn?: {
    /** Mails: those of mail tasks, and those that tell people of their tasks. */
    mail?: {
      /** Address that mails come from, e.g. `portal@example.com` or `Portal <portal@example.com>`. Default: portal@localhost. */
      from?: string;

      /** The mail server. Without it no mail leaves the portal: mails are kept where the portal shows them. */
      smtp?: {
        /** Its name or address. */
        host: string;
        /** Default: 465 if `secure`, else 587. */
        port?: number;
        /** Whether the connection is encrypted from its beginning. Default: false, then it is encrypted if the server offers it. */
        secure?: boolean;
        /**
         * Whether to send nothing, no password either, unless the connection is encrypted. Default: true if there is `auth` and the connection is
         * not encrypted from its beginning anyway, else false.
         */
        requireTls?: boolean;
        /** Who sends. */
        auth?: {
          user: string;
          /**
           * The password.
           *
           * @visibility secret
           */
          password: string;
        };
      };

      /** Domains that mails may go to, e.g. `example.com`; those below them are others. Default: all. */
      domains?: string[];

      /** Bytes of all files that are attached to one mail. Default: 10485760 (10 MiB). */
      maxAttachmentBytes?: number;

      /** Whether people are told of their tasks by mail. Default: true. */
      tasks?: boolean;
    };
  };
}
