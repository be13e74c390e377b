create table "__MigrationsHistory" ("MigrationId" varchar(150) primary key, "ProductVersion" varchar(32) not null);

create table kind (code varchar(10) primary key, title text not null);

create table item (id integer primary key, kind varchar(10) not null references kind);
