    -- What the default privileges of an owner give to others on the metadata is revoked in the transaction that creates it: who writes the
    -- record decides what a rollback drops. Units execute this text, too.
    keep_own_rights constant pg_catalog.text := $keep$
--@include machine/trust/own_rights.sql
    $keep$;
