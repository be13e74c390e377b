namespace OpsCenter.Migrations.Backup;

/// <summary>The query of <see cref="RelationProperties"/>: a line of text for each property that a relation has beside its rows.</summary>
internal static class RelationPropertiesSql
{
    /// <param name="major">The server's major version: before 15 a publication has neither column lists nor row filters.</param>
    /// <returns>A query with the oids as $1, for pairs of the relation's title and a property.</returns>
    public static string For(int major) =>
        $"""
            with chosen as (
                select c.*, pg_catalog.format('%I.%I', n.nspname, c.relname) as title
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.oid = any ($1::pg_catalog.oid[])
            )
            select title, pg_catalog.format('owner %I', pg_catalog.pg_get_userbyid(relowner)) from chosen
            union all
            select title, pg_catalog.format('grant %s to %s%s', a.privilege_type, {Grantee}, {WithOption})
            from chosen c
            cross join pg_catalog.aclexplode(coalesce(
                c.relacl, pg_catalog.acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) a
            where a.grantee <> c.relowner
            union all
            select title, pg_catalog.format('grant %s (%I) to %s%s', a.privilege_type, t.attname, {Grantee}, {WithOption})
            from chosen c
            join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
            cross join pg_catalog.aclexplode(t.attacl) a
            union all
            select title, pg_catalog.format('column %I %s%s%s%s%s', t.attname, pg_catalog.format_type(t.atttypid, t.atttypmod),
                coalesce(
                    (select pg_catalog.format(' collate %I', o.collname)
                    from pg_catalog.pg_collation o
                    join pg_catalog.pg_type y on y.oid = t.atttypid
                    where o.oid = t.attcollation and t.attcollation <> y.typcollation),
                    ''),
                case when t.attnotnull then ' not null' else '' end,
                coalesce(' default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''),
                case t.attidentity when 'a' then ' identity always' when 'd' then ' identity by default' else '' end)
            from chosen c
            join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped and c.relkind <> 'S'
            left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = t.attnum
            union all
            select title, pg_catalog.format('statistics target %s of column %I', t.attstattarget, t.attname)
            from chosen c
            join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
            where t.attstattarget >= 0 and c.relkind <> 'S'
            union all
            select title, pg_catalog.format('statistics target %s of column %s of index %I', t.attstattarget, t.attnum, x.relname)
            from chosen c
            join pg_catalog.pg_index i on i.indrelid = c.oid
            join pg_catalog.pg_class x on x.oid = i.indexrelid
            join pg_catalog.pg_attribute t on t.attrelid = x.oid and t.attstattarget >= 0
            union all
            select title, pg_catalog.format('compression %s of column %I', pg_catalog.to_jsonb(t) ->> 'attcompression', t.attname)
            from chosen c
            join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
            where pg_catalog.to_jsonb(t) ->> 'attcompression' <> ''
            union all
            select title, pg_catalog.format('option %s of column %I', t.attoptions, t.attname)
            from chosen c
            join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
            where t.attoptions is not null
            union all
            select title, pg_catalog.format('storage %s of column %I', t.attstorage, t.attname)
            from chosen c
            join pg_catalog.pg_attribute t on t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped
            join pg_catalog.pg_type y on y.oid = t.atttypid
            where t.attstorage <> y.typstorage and c.relkind <> 'S'
            union all
            select title, pg_catalog.format('option %s', reloptions) from chosen where reloptions is not null
            union all
            select title, pg_catalog.format('option %s of its TOAST table', o.reloptions)
            from chosen c
            join pg_catalog.pg_class o on o.oid = c.reltoastrelid and o.reloptions is not null
            union all
            select title, pg_catalog.format('increment %s, from %s to %s, start %s, cache %s%s', s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
                case when s.seqcycle then ', cycle' else '' end)
            from chosen c
            join pg_catalog.pg_sequence s on s.seqrelid = c.oid
            union all
            select title, 'unlogged' from chosen where relpersistence = 'u'
            union all
            select title, pg_catalog.format('tablespace %I', s.spcname)
            from chosen c
            join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
            union all
            select title, case relreplident when 'f' then 'replica identity full' else 'replica identity nothing' end
            from chosen
            where relkind in ('r', 'p') and relreplident in ('f', 'n')
            union all
            select title, 'row security enabled' from chosen where relrowsecurity
            union all
            select title, 'row security forced' from chosen where relforcerowsecurity
            union all
            select title, pg_catalog.format('policy %I for %s to %s%s%s', p.polname, p.polcmd,
                array(select coalesce(r.rolname, 'public') from pg_catalog.unnest(p.polroles) as o (oid)
                    left join pg_catalog.pg_roles r on r.oid = o.oid order by 1),
                coalesce(' using ' || pg_catalog.pg_get_expr(p.polqual, p.polrelid), ''),
                coalesce(' with check ' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), ''))
            from chosen c
            join pg_catalog.pg_policy p on p.polrelid = c.oid
            union all
            select title, pg_catalog.format('constraint %I %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid))
            from chosen c
            join pg_catalog.pg_constraint k on k.conrelid = c.oid
            where k.contype <> 'n'
            union all
            select title, pg_catalog.format('%s%s%s%s', pg_catalog.pg_get_indexdef(i.indexrelid),
                case when i.indisreplident then ' (replica identity)' else '' end,
                case when i.indisclustered then ' (clustered)' else '' end,
                case when i.indisvalid then '' else ' (invalid)' end)
            from chosen c
            join pg_catalog.pg_index i on i.indrelid = c.oid
            union all
            select title, pg_catalog.format('%s (%s)', pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled)
            from chosen c
            join pg_catalog.pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
            union all
            select title, pg_catalog.format('%s (%s)', pg_catalog.pg_get_ruledef(r.oid), r.ev_enabled)
            from chosen c
            join pg_catalog.pg_rewrite r on r.ev_class = c.oid
            union all
            select title, pg_catalog.format('%s (target %s)', pg_catalog.pg_get_statisticsobjdef(s.oid), coalesce(s.stxstattarget, -1))
            from chosen c
            join pg_catalog.pg_statistic_ext s on s.stxrelid = c.oid
            union all
            select title, pg_catalog.format('inherits from %s', i.inhparent::pg_catalog.regclass)
            from chosen c
            join pg_catalog.pg_inherits i on i.inhrelid = c.oid
            union all
            select title, pg_catalog.format('security label %L for %s', l.label, l.provider)
            from chosen c
            join pg_catalog.pg_seclabel l on l.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and l.objoid = c.oid
            union all
            select title, pg_catalog.format('comment on %s: %s', {Commented}, d.description)
            from chosen c
            join (
                select oid as owner, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as class, oid from chosen
                union all select indrelid, 'pg_catalog.pg_class'::pg_catalog.regclass, indexrelid from pg_catalog.pg_index
                union all select conrelid, 'pg_catalog.pg_constraint'::pg_catalog.regclass, oid from pg_catalog.pg_constraint
                union all select tgrelid, 'pg_catalog.pg_trigger'::pg_catalog.regclass, oid from pg_catalog.pg_trigger
                union all select polrelid, 'pg_catalog.pg_policy'::pg_catalog.regclass, oid from pg_catalog.pg_policy
                union all select ev_class, 'pg_catalog.pg_rewrite'::pg_catalog.regclass, oid from pg_catalog.pg_rewrite
                union all select stxrelid, 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, oid from pg_catalog.pg_statistic_ext
            ) as part on part.owner = c.oid
            join pg_catalog.pg_description d on d.classoid = part.class and d.objoid = part.oid
            union all
            select title, pg_catalog.format('publication %I{Filter}', p.pubname{FilterArguments(
                major
            )})
            from chosen c
            join pg_catalog.pg_publication_rel r on r.prrelid = c.oid
            join pg_catalog.pg_publication p on p.oid = r.prpubid
            union all
            select title, pg_catalog.format('subscription %I', s.subname)
            from chosen c
            join pg_catalog.pg_subscription_rel r on r.srrelid = c.oid
            -- The view: up to 14 only superusers may read the oid in pg_subscription.
            join (select distinct subid, subname from pg_catalog.pg_stat_subscription) s on s.subid = r.srsubid
            """;

    private const string Grantee =
        "case a.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end";

    private const string WithOption =
        "case when a.is_grantable then ' with grant option' else '' end";

    private const string Commented =
        "pg_catalog.pg_describe_object(d.classoid, d.objoid, d.objsubid)";

    private const string Filter = "%s%s";

    /// <summary>The column list and the row filter of a table in a publication, as ALTER PUBLICATION takes them.</summary>
    public static string FilterArguments(int major) =>
        major < 15
            ? ", '', ''"
            : """
                , coalesce(' (' || (
                        select pg_catalog.string_agg(pg_catalog.quote_ident(t.attname), ', ' order by t.attnum)
                        from pg_catalog.pg_attribute t
                        where t.attrelid = r.prrelid and t.attnum = any (r.prattrs::smallint[])) || ')', '')
                , coalesce(' where (' || pg_catalog.pg_get_expr(r.prqual, r.prrelid) || ')', '')
                """;
}
