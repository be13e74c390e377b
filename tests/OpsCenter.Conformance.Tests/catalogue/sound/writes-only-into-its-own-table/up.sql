do $$
begin
    perform pg_advisory_xact_lock(20310101);
    set local lock_timeout = '500ms';
    create table if not exists archive_note (id int primary key, text text);
    insert into archive_note select n.id, n.text from note n where n.state = 'archived' and n.score > 10
        and not exists (select from archive_note a where a.id = n.id);
end
$$;
