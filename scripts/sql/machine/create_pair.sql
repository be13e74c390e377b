--@ record_oid is this table's own OID: it tells a database that was dumped and restored, whose OIDs are all new.
        create table opscenter.pair (
            number integer primary key,
            schema_name name not null,
            schema_oid oid not null,
            table_oid oid not null,
            record_oid oid not null
        );
