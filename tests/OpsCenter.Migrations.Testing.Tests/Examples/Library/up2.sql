do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('e-mail of readers', 0)); -- one runner at a time
    if not exists (
        select from pg_attribute
        where attrelid = 'reader'::regclass and attname = 'email' and not attisdropped
    ) then
        set local lock_timeout = '500ms';
        alter table reader add column email varchar(200);
        comment on column reader.email is 'added by: e-mail of readers';
    end if;
end
$$;
