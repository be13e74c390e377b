do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    drop table if exists archive_note;
end
$$;
