do $$
begin
    perform pg_advisory_xact_lock(hashtextextended('e-mail of readers', 0));
    if exists (
        select from pg_attribute
        where attrelid = 'reader'::regclass and attname = 'email' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: e-mail of readers'
    ) then
        set local lock_timeout = '500ms';
        alter table reader drop column email;
    end if;
end
$$;
