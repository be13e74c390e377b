do $$
begin
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
